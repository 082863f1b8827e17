/** The one origin of our pages. A scheme of our own has none of the rights that `file:` has. */
export const appScheme = 'app'
export const appHost = 'bundle'
export const appOrigin = `${appScheme}://${appHost}`
export const startPage = `${appOrigin}/index.html`

/** Whether an address is one of ours: scheme and host as they are parsed, never as they are written. */
export function isOurs(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address)
    return protocol === `${appScheme}:` && host === appHost && username === '' && password === ''
  } catch {
    return false
  }
}

/** Whether it is the page itself, whatever follows `#`. */
export function isStartPage(address: string): boolean {
  return isOurs(address) && new URL(address).pathname === '/index.html'
}

/** What a frame in the page may show: the preview of an output. */
export function isPreview(address: string): boolean {
  return isOurs(address) && /^\/outputs\/[\w-]+$/.test(new URL(address).pathname)
}

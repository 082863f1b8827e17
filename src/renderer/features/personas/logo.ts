/** Largest picture that is kept, in bytes. */
export const largestLogo = 512 * 1024
const types = new Set(['image/png', 'image/jpeg', 'image/webp'])

export type LogoResult =
  | { readonly ok: true; readonly dataUrl: string }
  | { readonly ok: false; readonly reason: 'tooLarge' | 'wrongType' | 'unreadable' }

/** Reads a chosen picture as the data URL the project keeps. */
export function readLogo(file: File): Promise<LogoResult> {
  if (!types.has(file.type)) return Promise.resolve({ ok: false, reason: 'wrongType' })
  if (file.size > largestLogo) return Promise.resolve({ ok: false, reason: 'tooLarge' })
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const { result } = reader
      resolve(typeof result === 'string' ? { ok: true, dataUrl: result } : { ok: false, reason: 'unreadable' })
    })
    reader.addEventListener('error', () => resolve({ ok: false, reason: 'unreadable' }))
    reader.readAsDataURL(file)
  })
}

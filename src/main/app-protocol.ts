import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { webPaths } from '../contract/shell.ts'
import { commonHeaders, documentPolicy, nothingPolicy, screenPolicy } from '../core/host/content-security.ts'
import { listScreenFiles, type ScreenFile } from '../core/host/screen-files.ts'
import type { Core } from '../core/ports.ts'
import { appScheme, isOurs } from './security/origin.ts'

/** Must run before the app is ready. `corsEnabled` keeps other origins from reading what the scheme serves. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ])
}

/** Serves the built screens and HTML previews to the window; what goes out as a file goes through the save dialog. */
export function serveAppScheme(session: Session, screenFolder: string, core: Pick<Core, 'output'>): void {
  const screens = listScreenFiles(screenFolder)
  session.protocol.handle(appScheme, (request) => answerAppRequest(request, screens, core))
}

/** One request of our pages. Screens are looked up in the list, so no path leads elsewhere. */
export async function answerAppRequest(
  request: Pick<Request, 'method' | 'url'>,
  screens: ReadonlyMap<string, ScreenFile>,
  core: Pick<Core, 'output'>,
): Promise<Response> {
  if (request.method !== 'GET' || !isOurs(request.url)) return refuse(403)
  const { pathname, searchParams } = new URL(request.url)
  if (pathname.startsWith(webPaths.outputs)) {
    return searchParams.get('inline') === '1'
      ? await preview(core, pathname.slice(webPaths.outputs.length))
      : refuse(404)
  }
  const screen = screens.get(pathname)
  if (screen === undefined) return refuse(404)
  return new Response(await readFile(screen.file), {
    headers: {
      ...commonHeaders,
      'Content-Type': screen.type,
      'Content-Security-Policy': screen.type.startsWith('text/html') ? screenPolicy : nothingPolicy,
    },
  })
}

async function preview(core: Pick<Core, 'output'>, id: string): Promise<Response> {
  try {
    const { path, mime } = core.output(id)
    if (!mime.startsWith('text/html')) return refuse(404)
    return new Response(await readFile(path), {
      headers: { ...commonHeaders, 'Content-Type': mime, 'Content-Security-Policy': documentPolicy },
    })
  } catch {
    return refuse(404)
  }
}

function refuse(status: 403 | 404): Response {
  return new Response(null, { status, headers: { ...commonHeaders, 'Content-Security-Policy': nothingPolicy } })
}

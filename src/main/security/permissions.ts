import type { Session } from 'electron'

/**
 * What a page may ask the system for, with the reason. Electron allows everything that nobody refuses; a name that is
 * not in this table is refused too.
 */
export const permissions: Readonly<Record<string, boolean>> = {
  'clipboard-sanitized-write': true, // copying a table or a card as text
  fullscreen: true, // the window's own command
  'clipboard-read': false, // nothing is pasted by script
  media: false, // no camera, no microphone
  'display-capture': false, // no recording of the screen
  geolocation: false,
  notifications: false, // the app shows what it has to say in its window
  midi: false,
  midiSysex: false,
  pointerLock: false,
  keyboardLock: false,
  openExternal: false, // links of other programs are opened by nobody
  'window-management': false,
  'storage-access': false,
  'top-level-storage-access': false,
  'speaker-selection': false,
  'idle-detection': false,
  'local-fonts': false, // the typeface comes with the app
  fileSystem: false, // files come in by drop and dialog, and go out by dialog
  hid: false,
  serial: false,
  usb: false,
  bluetooth: false,
  mediaKeySystem: false,
  'deprecated-sync-clipboard-read': false,
}

export const isPermitted = (name: string): boolean => Object.hasOwn(permissions, name) && permissions[name] === true

export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isPermitted(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
}

import { isStartPage } from './origin.ts'

/** The part of an IPC event that says who sent it. */
export interface Sent {
  /** Null once the frame is gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
  readonly sender: unknown
}

/** A message counts only from the top frame of our window while it shows our page. */
export function isFromOurPage(event: Sent, contents: unknown): boolean {
  const { senderFrame, sender } = event
  return senderFrame !== null && senderFrame.parent === null && sender === contents && isStartPage(senderFrame.url)
}

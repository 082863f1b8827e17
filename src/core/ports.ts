import type { Note } from '../contract/messages.ts'
import type { ServerMessage } from '../contract/wire.ts'

/** What the core asks of a shell. */
export interface Printer {
  /**
   * Prints one self-contained HTML file to PDF bytes, backgrounds on, no header or footer, margins from the page's own CSS.
   * @throws CancelledError when `signal` fires; ExpectedError `print.no_browser` where nothing can print.
   */
  print(
    htmlFile: string,
    page: { readonly size: 'A4' | 'Letter'; readonly landscape: boolean },
    signal: AbortSignal,
  ): Promise<Uint8Array>
}

/** Where faults go, with their trace id. One line each. */
export interface Logger {
  info(text: string): void
  error(traceId: string, error: unknown): void
}

export interface CoreOptions {
  /** Folder of the app's data: store, backups, logs, temporary files. Created where missing. */
  readonly dataFolder: string
  /** The store's file; default `<dataFolder>/segmento.sqlite`. */
  readonly storeFile?: string
  /** Default true. False for a store that is thrown away afterwards: it need not survive a power cut. */
  readonly durable?: boolean
  readonly shell: 'window' | 'web' | 'cli'
  readonly version: string
  readonly printer: Printer | null
  readonly logger: Logger
  /** The sample data of the app. */
  readonly resourcesFolder: string
  /** Engine threads; default 2, at most the cores there are. */
  readonly threads?: number
  /** Bytes that each of several threads must have to read of one file; default 32 MB. */
  readonly leastPartBytes?: number
  /** Calendar day of "now", YYYY-MM-DD; default the machine's. */
  readonly today?: () => string
}

/** A file somebody dropped, chose or named. */
export interface OfferedFile {
  readonly path: string
  readonly name: string
  /** Removed once imported or discarded (an upload of the loopback page). */
  readonly temporary: boolean
  /** What is to be said of it beside what its reader says. */
  readonly notes?: readonly Note[]
}

/** A connected client. `receive` takes whatever came over the wire; it never throws. */
export interface Connection {
  receive(message: unknown): void
  /** Cancels its running calls and ends its subscriptions. */
  close(): void
}

export interface Core {
  connect(send: (message: ServerMessage) => void): Connection
  /** Registers a file under an id for `imports.preview` and `imports.run`. */
  offerFile(file: OfferedFile): string
  /** Tells every window that files were handed over by a second start. */
  announceFiles(fileIds: readonly string[]): void
  /** @throws ExpectedError `output.not_found` */
  output(outputId: string): { readonly path: string; readonly fileName: string; readonly mime: string }
  /** Until the engine threads have compiled what reading needs; a window and a page see to that by themselves. */
  rehearse(): Promise<void>
  /** Folder for uploads in progress. */
  readonly temporaryFolder: string
  close(): Promise<void>
}

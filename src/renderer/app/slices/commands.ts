import type { IconName } from '../../ui/icon.tsx'
import type { Slice } from '../state.ts'

/** Something the palette can do. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: string
  readonly icon?: IconName
  readonly shortcut?: string
  readonly run: () => void
}

/** Commands of the screen that is open, beside those of the frame. */
export interface CommandsSlice {
  readonly commands: Readonly<Record<string, readonly Command[]>>
  /** Returns the function that takes them away again. */
  readonly offerCommands: (owner: string, commands: readonly Command[]) => () => void
}

export const createCommandsSlice: Slice<CommandsSlice> = (set) => ({
  commands: {},
  offerCommands(owner, commands) {
    set((state) => ({ commands: { ...state.commands, [owner]: commands } }))
    return () =>
      set((state) => ({
        commands: Object.fromEntries(Object.entries(state.commands).filter(([name]) => name !== owner)),
      }))
  },
})

import type { ErrorBody } from '../../../contract/errors.ts'
import { errorText } from '../../i18n/index.ts'
import type { Toast } from '../../ui/toasts.tsx'
import type { Slice } from '../state.ts'

/** Short messages about what was just done, with the way back. */
export interface ToastsSlice {
  readonly toasts: readonly Toast[]
  readonly toast: (text: string, options?: Pick<Toast, 'undo' | 'action'>) => void
  /** Says an error; a cancel is none. */
  readonly showError: (error: ErrorBody) => void
  readonly dismissToast: (id: number) => void
}

let nextId = 1
const shownAtOnce = 3

export const createToastsSlice: Slice<ToastsSlice> = (set, get) => {
  const add = (toast: Toast) => {
    set((state) => ({
      toasts: [...state.toasts.filter((other) => other.text !== toast.text), toast].slice(-shownAtOnce),
    }))
  }
  return {
    toasts: [],
    toast(text, options = {}) {
      add({ id: nextId++, text, tone: 'plain', ...options })
    },
    showError(error) {
      if (error.code === 'cancelled') return
      add({ id: nextId++, text: errorText(error), tone: 'danger' })
    },
    dismissToast(id) {
      set({ toasts: get().toasts.filter((toast) => toast.id !== id) })
    },
  }
}

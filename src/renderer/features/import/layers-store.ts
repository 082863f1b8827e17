import { create } from 'zustand'
import type { LinesInCommon } from '../../../contract/changes.ts'
import type { ImportLayer } from '../../../contract/imports.ts'
import type { RowPart } from '../../../contract/rows.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'
import { t } from '../../i18n/index.ts'

/** What the drawer shows of an import. */
export type LayerPart = 'details' | 'rejected' | RowPart | LinesInCommon

export interface OpenPart {
  readonly importId: string
  readonly part: LayerPart
  /** With `foreign`: which currency. */
  readonly currency?: string
}

/** The imports of the open project, and what is shown of them. */
interface LayersState {
  /** Layers of the open project; null until read. */
  readonly layers: readonly ImportLayer[] | null
  /** Imported since the latest files were offered, newest first. */
  readonly fresh: readonly string[]
  /** Deleted a moment ago and still to be taken back. */
  readonly leaving: readonly string[]
  /** Whose details are open, and which part of them. */
  readonly open: OpenPart | null

  readonly loadLayers: () => Promise<void>
  readonly setActive: (layer: ImportLayer, active: boolean) => Promise<void>
  readonly undoImport: (layer: ImportLayer) => Promise<void>
  readonly deleteLayer: (layer: ImportLayer) => Promise<void>
  readonly show: (open: OpenPart | null) => void
  /** Another project was opened: what is known belongs to the one before. */
  readonly forget: () => void
}

/** How long a deleted layer can be taken back; a little longer than its message is shown. */
const deleteAfter = 10_000

export const useLayers = create<LayersState>()((set, get) => ({
  layers: null,
  fresh: [],
  leaving: [],
  open: null,

  async loadLayers() {
    const projectId = useApp.getState().currentProjectId
    if (projectId === null) {
      set({ layers: [] })
      return
    }
    const answer = await client.call('imports.list', { projectId })
    if (useApp.getState().currentProjectId !== projectId) return
    if (answer.ok) set({ layers: answer.value })
    else {
      // What stood there before is truer than an empty project.
      set({ layers: get().layers ?? [] })
      useApp.getState().showError(answer.error)
    }
  },

  async setActive(layer, active) {
    const answer = await client.call('imports.setActive', { importId: layer.id, active })
    if (!answer.ok) {
      useApp.getState().showError(answer.error)
      return
    }
    await get().loadLayers()
    useApp.getState().toast(t(active ? 'import.layer.on' : 'import.layer.off', { name: layer.fileName }), {
      undo: () => void get().setActive(layer, !active),
    })
  },

  async undoImport(layer) {
    set((state) => ({ fresh: state.fresh.filter((id) => id !== layer.id) }))
    useApp.getState().cancelAnalysisOf(layer.projectId)
    await get().setActive(layer, false)
  },

  async deleteLayer(layer) {
    const app = useApp.getState()
    if (layer.active) {
      const off = await client.call('imports.setActive', { importId: layer.id, active: false })
      if (!off.ok) {
        app.showError(off.error)
        return
      }
    }
    const stay = () => set((state) => ({ leaving: state.leaving.filter((id) => id !== layer.id) }))
    set((state) => ({
      leaving: [...state.leaving, layer.id],
      fresh: state.fresh.filter((id) => id !== layer.id),
      open: null,
    }))
    const remove = () => {
      window.removeEventListener('pagehide', remove)
      void client.call('imports.delete', { importId: layer.id }).then(async (answer) => {
        stay()
        if (!answer.ok && answer.error.code !== 'import.not_found') useApp.getState().showError(answer.error)
        await get().loadLayers()
      })
    }
    const timer = setTimeout(remove, deleteAfter)
    // Who closes the page has not taken it back: what was said to be deleted is.
    window.addEventListener('pagehide', remove)
    app.toast(t('import.layer.deleted', { name: layer.fileName }), {
      undo() {
        clearTimeout(timer)
        window.removeEventListener('pagehide', remove)
        stay()
        if (layer.active) {
          void client.call('imports.setActive', { importId: layer.id, active: true }).then(() => get().loadLayers())
        }
      },
    })
  },

  show(open) {
    set({ open })
  },

  forget() {
    set({ layers: null, open: null })
  },
}))

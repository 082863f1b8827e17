import { create } from 'zustand'

/** Which dialog of the projects is open. */
export type ProjectDialog =
  { readonly type: 'create' } | { readonly type: 'rename' | 'delete'; readonly projectId: string } | null

interface ProjectsUiState {
  readonly dialog: ProjectDialog
  readonly open: (dialog: ProjectDialog) => void
}

export const useProjectsUi = create<ProjectsUiState>()((set) => ({
  dialog: null,
  open(dialog) {
    set({ dialog })
  },
}))

import type { StateCreator } from 'zustand'
import type { AnalysisSlice } from './slices/analysis.ts'
import type { CommandsSlice } from './slices/commands.ts'
import type { FilterSlice } from './slices/filter.ts'
import type { ProjectsSlice } from './slices/projects.ts'
import type { SessionSlice } from './slices/session.ts'
import type { ToastsSlice } from './slices/toasts.ts'

/** What every screen may read. */
export type AppState = SessionSlice & ProjectsSlice & AnalysisSlice & FilterSlice & ToastsSlice & CommandsSlice

export type Slice<Part> = StateCreator<AppState, [], [], Part>

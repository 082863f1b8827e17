import type { Project, ProjectPatch } from '../../../contract/projects.ts'
import { t } from '../../i18n/index.ts'
import { client, idle } from '../client.ts'
import type { Slice } from '../state.ts'
import { analysisJobOf } from './analysis.ts'

/** The projects there are and the one that is open. */
export interface ProjectsSlice {
  readonly projects: readonly Project[]
  readonly currentProjectId: string | null
  readonly loadProjects: () => Promise<void>
  readonly openProject: (projectId: string) => Promise<void>
  /** Creates one and opens it; null where that failed. */
  /** @param forFile id of the offered file it is made for */
  readonly createProject: (name: string, forFile?: string) => Promise<Project | null>
  /**
   * Changes a project; false where the core refused, which has then been said. Changes of one project are made one after
   * the other: a part of a list is given as a function of the project as the one before left it.
   */
  readonly updateProject: (
    projectId: string,
    patch: ProjectPatch | ((project: Project) => ProjectPatch),
  ) => Promise<boolean>
  /** Renames, with undo. */
  readonly renameProject: (projectId: string, name: string) => Promise<void>
  readonly deleteProject: (projectId: string) => Promise<void>
}

/** The latest change of each project, whether it is made or still on its way. */
const changes = new Map<string, Promise<unknown>>()

export const createProjectsSlice: Slice<ProjectsSlice> = (set, get) => ({
  projects: [],
  currentProjectId: null,

  async loadProjects() {
    const answer = await client.call('projects.list', {})
    if (!answer.ok) {
      get().showError(answer.error)
      return
    }
    set({ projects: answer.value })
    const current = get().currentProjectId
    if (current !== null && !answer.value.some((project) => project.id === current)) {
      const next = answer.value[0]
      if (next === undefined) {
        set({
          currentProjectId: null,
          analysis: null,
          analysisState: 'none',
          analysisJob: idle,
          filter: {},
          highlight: null,
        })
      } else await get().openProject(next.id)
    }
  },

  async openProject(projectId) {
    if (get().currentProjectId !== projectId) {
      set({
        currentProjectId: projectId,
        analysis: null,
        analysisState: 'loading',
        analysisJob: analysisJobOf(projectId),
        filter: {},
        highlight: null,
      })
      if (get().settings.lastProjectId !== projectId) void get().updateSettings({ lastProjectId: projectId })
    }
    await get().loadAnalysis()
  },

  async createProject(name, forFile) {
    const answer = await client.call('projects.create', { name, forFile })
    if (!answer.ok) {
      get().showError(answer.error)
      return null
    }
    await get().loadProjects()
    await get().openProject(answer.value.id)
    return answer.value
  },

  async updateProject(projectId, patch) {
    const make = async () => {
      const before = get().projects.find(({ id }) => id === projectId)
      if (before === undefined) return false
      const answer = await client.call('projects.update', {
        projectId,
        patch: typeof patch === 'function' ? patch(before) : patch,
      })
      if (!answer.ok) {
        get().showError(answer.error)
        return false
      }
      const changed = answer.value
      set((state) => ({ projects: state.projects.map((project) => (project.id === projectId ? changed : project)) }))
      // What an earlier analysis failed on may be mended now.
      if (projectId === get().currentProjectId) get().dismissAnalysisJob()
      return true
    }
    const made = (changes.get(projectId) ?? Promise.resolve()).then(make)
    changes.set(projectId, made)
    return await made
  },

  async renameProject(projectId, name) {
    const before = get().projects.find((project) => project.id === projectId)?.name
    if (before === undefined || before === name) return
    if (!(await get().updateProject(projectId, { name }))) return
    get().toast(t('projects.renamed', { name }), { undo: () => void get().updateProject(projectId, { name: before }) })
  },

  async deleteProject(projectId) {
    const name = get().projects.find((project) => project.id === projectId)?.name ?? ''
    const answer = await client.call('projects.delete', { projectId })
    if (!answer.ok) {
      get().showError(answer.error)
      return
    }
    await get().loadProjects()
    get().toast(t('projects.deleted', { name }))
  },
})

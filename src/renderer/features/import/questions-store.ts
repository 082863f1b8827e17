import { create } from 'zustand'
import type { PersonChoice, PersonGroup, ProjectQuestions } from '../../../contract/questions.ts'
import { client } from '../../app/client.ts'
import { useApp } from '../../app/store.ts'

interface QuestionsState {
  /** Of the open project; null until read. */
  readonly questions: ProjectQuestions | null
  readonly groups: readonly PersonGroup[]
  readonly total: number
  readonly isOpen: boolean
  readonly load: () => Promise<void>
  readonly open: (isOpen: boolean) => void
  /** The next page of people, or the first. */
  readonly loadPeople: (from: number) => Promise<void>
  readonly decidePeople: (email: string, choice: PersonChoice) => Promise<void>
  /** Another project was opened: what is known belongs to the one before. */
  readonly forget: () => void
}

const pageSize = 50
/** Numbers of the latest questions asked of the core: answers to earlier ones may come after theirs. */
const latest = { questions: 0, people: 0 }

export const useQuestions = create<QuestionsState>()((set, get) => ({
  questions: null,
  groups: [],
  total: 0,
  isOpen: false,

  async load() {
    const projectId = useApp.getState().currentProjectId
    if (projectId === null) {
      set({ questions: null })
      return
    }
    const number = ++latest.questions
    const answer = await client.call('questions.list', { projectId })
    if (number === latest.questions && useApp.getState().currentProjectId === projectId)
      set({ questions: answer.ok ? answer.value : null })
  },

  open(isOpen) {
    set({ isOpen })
    if (isOpen) void get().loadPeople(0)
  },

  async loadPeople(from) {
    const projectId = useApp.getState().currentProjectId
    if (projectId === null) return
    const number = ++latest.people
    const answer = await client.call('questions.people', { projectId, offset: from, limit: pageSize })
    if (number !== latest.people || useApp.getState().currentProjectId !== projectId) return
    if (!answer.ok) {
      useApp.getState().showError(answer.error)
      return
    }
    const { groups, total } = answer.value
    set((state) => ({ total, groups: from === 0 ? groups : [...state.groups, ...groups] }))
  },

  async decidePeople(email, choice) {
    const projectId = useApp.getState().currentProjectId
    if (projectId === null) return
    const answer = await client.call('questions.decidePeople', { projectId, emails: [email], choice })
    if (!answer.ok) {
      useApp.getState().showError(answer.error)
      return
    }
    set((state) => ({
      groups: state.groups.map((group) =>
        group.email === email ? { ...group, choice, isMerged: choice === 'merged' } : group,
      ),
    }))
    await get().load()
  },

  forget() {
    latest.questions++
    latest.people++
    set({ questions: null, groups: [], total: 0, isOpen: false })
  },
}))

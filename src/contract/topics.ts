/** What can be subscribed to, and what each event carries. */
export interface Topics {
  /** Something a screen shows has changed; read it again. */
  'project.changed': {
    readonly projectId: string
    readonly what: 'project' | 'imports' | 'analysis' | 'labels' | 'settings'
  }
  'projects.changed': { readonly projectId: string | null }
  /** A second start of the app handed its files over (file ids of `imports.preview`). */
  'files.offered': { readonly fileIds: readonly string[] }
}
export const topicNames = [
  'project.changed',
  'projects.changed',
  'files.offered',
] as const satisfies readonly (keyof Topics)[]

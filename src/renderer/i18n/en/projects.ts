/** Texts of the project switcher. */
export const projects = {
  'projects.switcher': 'Project: {name}',
  'projects.none': 'No project',
  'projects.list': 'Projects',
  'projects.new': 'New project',
  'projects.new.name': 'Name of the project',
  'projects.new.hint': 'For instance the name of the shop',
  'projects.create': 'Create project',
  'projects.rename': 'Rename',
  'projects.rename.title': 'Rename project',
  'projects.rename.save': 'Save name',
  'projects.renamed': 'Renamed to {name}.',
  'projects.delete': 'Delete',
  'projects.delete.title': 'Delete “{name}”?',
  'projects.delete.text':
    'This removes {layers:plural:one import|# imports} with {rows:plural:one row|# rows} and every result computed from them, for good. The files they came from stay where they are.',
  'projects.delete.imports':
    'This removes {layers:plural:one import|# imports} and every result computed from them, for good. The files they came from stay where they are.',
  'projects.delete.empty': 'Nothing has been imported into it. It will be gone for good.',
  'projects.delete.do': 'Delete project',
  'projects.deleted': '“{name}” is deleted.',
  'projects.sample': 'Sample',
  'projects.rows': '{rows:plural:one row|# rows}',
  'projects.empty': 'Empty',
  'projects.untitled': 'My shop',
} as const

import { app } from './app.ts'
import { changes } from './changes.ts'
import { charts } from './charts.ts'
import { customers } from './customers.ts'
import { firstRun } from './first-run.ts'
import { health } from './health.ts'
import { imports } from './import.ts'
import { overview } from './overview.ts'
import { personas } from './personas.ts'
import { predict } from './predict.ts'
import { projects } from './projects.ts'
import { questions } from './questions.ts'
import { segments } from './segments.ts'
import { settings } from './settings.ts'
import { ui } from './ui.ts'

/** Every text of the screens. One file per feature; keys start with the feature's name. */
export const en = {
  ...app,
  ...ui,
  ...firstRun,
  ...imports,
  ...health,
  ...changes,
  ...questions,
  ...projects,
  ...settings,
  ...charts,
  ...overview,
  ...segments,
  ...customers,
  ...personas,
  ...predict,
} as const

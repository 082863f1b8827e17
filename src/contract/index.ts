import { analysisOperations } from './analysis.ts'
import { appOperations } from './app.ts'
import { changeOperations } from './changes.ts'
import { customerOperations } from './customers.ts'
import { driftOperations } from './drift.ts'
import { explainOperations } from './explain.ts'
import { healthOperations } from './health.ts'
import { importOperations } from './imports.ts'
import { mappingOperations } from './mappings.ts'
import type { InputOf, OutputOf, ParsedInputOf } from './operation.ts'
import { personaOperations } from './personas.ts'
import { predictionOperations } from './predictions.ts'
import { projectOperations } from './projects.ts'
import { questionOperations } from './questions.ts'
import { rowOperations } from './rows.ts'
import { segmentOperations } from './segments.ts'
import { similarOperations } from './similar.ts'
import { tierOperations } from './tiers.ts'
import { upliftOperations } from './uplift.ts'

/** Every operation there is. Client, dispatcher, command line and documentation are derived from this map. */
export const operations = {
  ...appOperations,
  ...projectOperations,
  ...questionOperations,
  ...importOperations,
  ...changeOperations,
  ...mappingOperations,
  ...healthOperations,
  ...rowOperations,
  ...analysisOperations,
  ...customerOperations,
  ...segmentOperations,
  ...personaOperations,
  ...predictionOperations,
  ...similarOperations,
  ...upliftOperations,
  ...explainOperations,
  ...driftOperations,
  ...tierOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations
export type Input<Name extends OperationName> = InputOf<Operations[Name]>
export type ParsedInput<Name extends OperationName> = ParsedInputOf<Operations[Name]>
export type Output<Name extends OperationName> = OutputOf<Operations[Name]>

export { adjustedRand } from './adjusted-rand.ts'
export { MOST_K, suggestK, type KMeasure, type KSuggestion } from './choose-k.ts'
export { buildFeatures, rfmFeatures, unscaledCentroids, type FeatureColumn, type Features } from './features.ts'
export { fitK, type KFit, type KFitProgress } from './fit-k.ts'
export { findKnee, type KneeOptions } from './knee.ts'
export { finish, lloyd, type LloydOptions, type LloydResult, type LloydStep } from './lloyd.ts'
export { cheapestAssignment, matchClusters, type NamedCentroids } from './match.ts'
export { principalAxes, type PrincipalAxis } from './pca.ts'
export { createRandom, sampleRows, subSeed, type Random } from './random.ts'
export { assembleRun, clusterRun, silhouettePlanFor, usableFits, type ClusterProgress, type ClusterRun } from './run.ts'
export {
  combineSilhouettes,
  meanSilhouettes,
  planSilhouette,
  silhouetteRange,
  SILHOUETTE_ROWS,
  type SilhouettePass,
  type SilhouettePlan,
} from './silhouette.ts'

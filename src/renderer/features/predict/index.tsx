export { PredictScreen } from './predict-screen.tsx'

export { PersonasScreen } from './personas-screen.tsx'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/index.css'
import '../styles/tokens.css'
import '../styles/base.css'
import { App } from './App.tsx'
import { connectImports } from '../features/import/connect.ts'
import { connectStore, useApp } from './store.ts'
import { takeDrops } from './take-drops.ts'

takeDrops()
connectStore()
connectImports()
void useApp.getState().start()

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

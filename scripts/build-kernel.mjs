// npm run kernel: compiles the kernels (src/engine/kernel/assembly) and writes their bytes as modules that are imported
// like any other. With --check it only says whether those modules are up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileKernel, kernels } from './lib/compile-kernel.mjs'

for (const kernel of kernels) {
  const target = fileURLToPath(new URL(`../src/engine/kernel/${kernel.file}`, import.meta.url))
  const text = await compileKernel(kernel)
  if (process.argv.includes('--check')) {
    const isSame = readFileSync(target, 'utf8') === text
    console.log(`${kernel.file} ${isSame ? 'is up to date' : 'is not what its sources give: npm run kernel'}`)
    if (!isSame) process.exitCode = 1
  } else {
    writeFileSync(target, text)
    console.log(`${kernel.file}: ${Math.round((text.length * 3) / 4 / 1024)} KB of WebAssembly`)
  }
}

import { spawn } from 'node:child_process'

/**
 * Runs a program and gathers what it prints, standard output and errors in the order they came.
 * @returns {Promise<{ code: number, text: string, seconds: number }>} code 127 where it could not be started
 */
export function run(command, args, options = {}) {
  const started = performance.now()
  return new Promise((resolve) => {
    const chunks = []
    const end = (code) =>
      resolve({ code, text: Buffer.concat(chunks).toString('utf8'), seconds: (performance.now() - started) / 1000 })
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message))
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

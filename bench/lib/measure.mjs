import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const pollMilliseconds = 20

/**
 * Runs a program to its end.
 * @returns wall time in seconds and the largest resident set in MB: the kernel's own high-water mark on Linux, read
 * until the program is gone; null on other systems.
 */
export function measure(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const output = { stdout: '', stderr: '' }
    let peak = 0
    const poll = setInterval(() => (peak = Math.max(peak, highWater(child.pid))), pollMilliseconds)
    child.stdout.on('data', (chunk) => (output.stdout += chunk))
    child.stderr.on('data', (chunk) => (output.stderr += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(poll)
      if (code !== 0) return reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.stderr}`))
      resolve({ seconds: (performance.now() - started) / 1000, megabytes: peak === 0 ? null : peak / 1024, ...output })
    })
  })
}

/** VmHWM in kB; 0 where it cannot be read. */
function highWater(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

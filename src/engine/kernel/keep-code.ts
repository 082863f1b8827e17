import { countModule } from './count-kernel.ts'
import { kernelModule } from './web-assembly.ts'

/**
 * Compiles the kernels in this thread, which keeps their code for good: V8 gives the same code to every thread that asks for
 * the same bytes. Where only threads that end hold it, V8 frees and makes it again, and that may abort the whole process
 * (`jit_page_->allocations_.erase(addr) == 1`, nodejs/node#64500, Node 24). Takes about a millisecond.
 */
export function keepKernelCode(): void {
  if (kernelModule() !== null) countModule()
}

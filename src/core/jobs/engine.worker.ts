// An engine thread as the core starts it: it reads the chunks of layers from the store by itself.
import { readStoredChunksBy } from '../../engine/worker/stored-chunks.ts'
import { createChunkReader } from '../store/chunk-reader.ts'
import '../../engine/worker/engine.worker.ts'

readStoredChunksBy(createChunkReader())

import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Measured: each chunk has a cost of its own, and from here on it no longer shows. */
const CHUNK_BYTES = 512 * 1024

/**
 * The content of a file, uncompressed where its name ends in `.gz`. A chunk is good until the next one is asked for.
 * Throws what Node throws.
 */
export const bytesOfFile = (path: string): AsyncIterable<Uint8Array> =>
  path.endsWith('.gz') ? unzipped(path) : chunksOf(path)

const unzipped = (path: string): Readable => {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  const bytes: Readable = createGunzip({ chunkSize: CHUNK_BYTES })
  file.on('error', (error) => bytes.destroy(error))
  bytes.on('close', () => file.destroy())
  return file.pipe(bytes as Readable & NodeJS.WritableStream)
}

/** Two buffers take turns, one being filled while the other is read: a stream would make one for every chunk. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path)
  let [filled, spare] = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)]
  let filling = filledFrom(file, filled)
  try {
    for (let bytesRead = await filling; bytesRead > 0; bytesRead = await filling) {
      const chunk = filled.subarray(0, bytesRead)
      ;[filled, spare] = [spare, filled]
      filling = filledFrom(file, filled)
      yield chunk
    }
  } finally {
    // Not waited for: who reads no further need not wait until a pipe gives what nobody wants.
    void filling.catch(() => 0).then(() => file.close())
  }
}

/** How many bytes were read from where the last read ended. */
const filledFrom = async (file: FileHandle, buffer: Buffer): Promise<number> => {
  const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
  return bytesRead
}

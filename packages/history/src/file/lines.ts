import { isAscii, isUtf8 } from 'node:buffer'

/** Lines that follow each other, without their ends. `first` is the number of the first of them, from 1. */
export type LinesRead =
  | { readonly kind: 'lines'; readonly first: number; readonly lines: ReadonlyArray<string> }
  /** What stands after the last line end; absent where the text ends with one. */
  | { readonly kind: 'rest'; readonly line: number; readonly text: string }
  | { readonly kind: 'not-utf8'; readonly line: number }
  | { readonly kind: 'too-long'; readonly line: number }

const LINE_END = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * The lines of UTF-8 text that comes in chunks cut anywhere, each of which is used no longer than until the next one is
 * asked for. `\r\n` ends a line as `\n` does. A line that isn't UTF-8
 * is told and passed over; one of more than `maxLineBytes` is told, and ends the reading.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<LinesRead, void, undefined> {
  let first = 1
  let begun: Array<Buffer> = []
  let begunBytes = 0
  let isStart = true

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const lastEnd = bytes.lastIndexOf(LINE_END)
    if (lastEnd === -1) {
      begun.push(Buffer.from(bytes))
      begunBytes += bytes.length
      if (begunBytes > maxLineBytes) {
        yield { kind: 'too-long', line: first }
        return
      }
      continue
    }
    // Only the first line of the chunk can have begun before it: the others are not copied to be put together.
    const firstEnd = bytes.indexOf(LINE_END)
    if (begunBytes + firstEnd > maxLineBytes) {
      yield { kind: 'too-long', line: first }
      return
    }
    const together = begun.length === 0 ? [] : [Buffer.concat([...begun, bytes.subarray(0, firstEnd)])]
    const next = begun.length === 0 ? 0 : firstEnd + 1
    const rest = bytes.subarray(lastEnd + 1)
    begun = rest.length === 0 ? [] : [Buffer.from(rest)]
    begunBytes = rest.length
    for (let whole of next > lastEnd ? together : [...together, bytes.subarray(next, lastEnd)]) {
      if (isStart) whole = withoutByteOrderMark(whole)
      isStart = false
      const isSound = whole.length <= maxLineBytes && isUtf8(whole)
      for (const read of isSound ? pieceByPiece(whole, first) : oneByOne(whole, first, maxLineBytes)) {
        yield read
        if (read.kind === 'too-long') return
        first = read.kind === 'lines' ? read.first + read.lines.length : read.line + 1
      }
    }
  }

  if (begunBytes > maxLineBytes) {
    yield { kind: 'too-long', line: first }
    return
  }
  const rest = isStart ? withoutByteOrderMark(Buffer.concat(begun)) : Buffer.concat(begun)
  if (rest.length === 0) return
  yield isUtf8(rest) ? { kind: 'rest', line: first, text: rest.toString('utf8') } : { kind: 'not-utf8', line: first }
}

/** V8 lays text of 128 KiB and more apart, which takes several times as long to make. */
const PIECE_BYTES = 32 * 1024

/** Whole lines that are UTF-8, as many at a time as make a piece, or one that is longer. */
function* pieceByPiece(bytes: Buffer, first: number): Generator<LinesRead, void, undefined> {
  let line = first
  for (let start = 0; start <= bytes.length; ) {
    const end = endOfPiece(bytes, start)
    const lines = split(bytes.subarray(start, end))
    yield { kind: 'lines', first: line, lines }
    line += lines.length
    start = end + 1
  }
}

const endOfPiece = (bytes: Buffer, start: number): number => {
  if (bytes.length - start <= PIECE_BYTES) return bytes.length
  const last = bytes.lastIndexOf(LINE_END, start + PIECE_BYTES)
  if (last >= start) return last
  const next = bytes.indexOf(LINE_END, start + PIECE_BYTES)
  return next === -1 ? bytes.length : next
}

const split = (bytes: Buffer): ReadonlyArray<string> => {
  const text = isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8')
  const lines = text.split('\n')
  if (text.includes('\r')) {
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index] as string
      if (line.charCodeAt(line.length - 1) === CARRIAGE_RETURN) lines[index] = line.slice(0, -1)
    }
  }
  return lines
}

/** The slow way, for a chunk in which some line is at fault: it says which. */
function* oneByOne(bytes: Buffer, first: number, maxLineBytes: number): Generator<LinesRead, void, undefined> {
  let line = first
  for (let start = 0; start <= bytes.length; line += 1) {
    const found = bytes.indexOf(LINE_END, start)
    const end = found === -1 ? bytes.length : found
    const one = bytes.subarray(start, end)
    if (one.length > maxLineBytes) {
      yield { kind: 'too-long', line }
      return
    }
    yield isUtf8(one) ? { kind: 'lines', first: line, lines: split(one) } : { kind: 'not-utf8', line }
    start = end + 1
  }
}

const withoutByteOrderMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

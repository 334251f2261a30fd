import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import type { HistoryTarget } from '../history-target.js'
import { fileTarget, streamTarget } from './file-target.js'
import { incompleteName } from './file-writer.js'
import { foreignEvent, streamA, streamB, temporaryDirectory } from './history-files.fixtures.js'

const files = temporaryDirectory()
afterAll(files.remove)

const opened = async (path: string): Promise<HistoryTarget> => {
  const target = await fileTarget(path)()
  if (E.isLeft(target)) throw new Error(JSON.stringify(target.left))
  return target.right
}
const textOf = (events: ReadonlyArray<HistoryEvent>): string =>
  events.map((event) => `${canonicalLine(event)}\n`).join('')

const before = [foreignEvent(streamA, 0), foreignEvent(streamB, 0), foreignEvent(streamA, 1)]
const added = [foreignEvent(streamB, 1), foreignEvent(streamA, 2)]

describe('a file to write a history to', () => {
  it('stands under its name once it is whole', async () => {
    const path = files.path('new.ndjson')
    const target = await opened(path)
    expect(await target.write(before)()).toEqual(E.right(undefined))
    expect(existsSync(path)).toBe(false)
    expect(existsSync(incompleteName(path))).toBe(true)
    expect(await target.finish()()).toEqual(E.right(undefined))
    expect(readFileSync(path, 'utf8')).toBe(textOf(before))
    expect(existsSync(incompleteName(path))).toBe(false)
  })

  it('holds its five parts in a fixed order', () => {
    const { metadata, data, type, revision, stream } = foreignEvent(streamA, 0)
    expect(Object.keys(JSON.parse(canonicalLine({ metadata, data, type, revision, stream })))).toEqual([
      'stream',
      'revision',
      'type',
      'data',
      'metadata',
    ])
  })

  it('is as it was where writing is given up', async () => {
    const path = files.path('given-up.ndjson')
    writeFileSync(path, textOf(before))
    const target = await opened(path)
    await target.write(added)()
    await target.abandon()
    expect(readFileSync(path, 'utf8')).toBe(textOf(before))
    expect(existsSync(incompleteName(path))).toBe(false)
  })

  it.each([
    ['kept.ndjson', (text: string) => Buffer.from(text), (bytes: Buffer) => bytes.toString()],
    ['kept.ndjson.gz', (text: string) => gzipSync(text), (bytes: Buffer) => gunzipSync(bytes).toString()],
  ])('gives back what it held of a stream, and gets what is new behind it: %s', async (name, packed, unpacked) => {
    const path = files.path(name)
    writeFileSync(path, packed(textOf(before)))
    const target = await opened(path)
    expect(await target.streamEvents(streamA)()).toEqual(E.right([before[0], before[2]]))
    expect(await target.streamEvents('serviceTicket-unknown')()).toEqual(E.right([]))
    await target.write(added)()
    await target.finish()()
    expect(unpacked(readFileSync(path))).toBe(textOf([...before, ...added]))
    expect(existsSync(`${path}.uncompressed`)).toBe(false)
  })

  it('begins a new line where the file lacked its last line end', async () => {
    const path = files.path('no-end.ndjson')
    writeFileSync(path, textOf(before).trimEnd())
    const target = await opened(path)
    expect(await target.streamEvents(streamA)()).toEqual(E.right([before[0], before[2]]))
    await target.write(added)()
    await target.finish()()
    expect(readFileSync(path, 'utf8')).toBe(textOf([...before, ...added]))
  })

  it('is not touched where nothing is added', async () => {
    const path = files.path('same.ndjson')
    writeFileSync(path, textOf(before).trimEnd())
    const target = await opened(path)
    await target.write([])()
    await target.finish()()
    expect(readFileSync(path, 'utf8')).toBe(textOf(before).trimEnd())
  })

  it('is refused where what stands there is at fault', async () => {
    const path = files.path('spoilt.ndjson')
    writeFileSync(path, 'not a history\n')
    expect(await fileTarget(path)()).toEqual(
      E.left({ fault: 'NotJson', at: { history: path, line: 1 }, why: 'it begins with "not a history"' }),
    )
  })

  it('is refused where a directory stands there, or none for it to lie in', async () => {
    mkdirSync(files.path('directory'))
    expect(await fileTarget(files.path('directory'))()).toEqual(
      E.left({ fault: 'NotAFile', file: files.path('directory') }),
    )
    const lost = files.path('nowhere/history.ndjson')
    expect(await fileTarget(lost)()).toEqual(
      E.left({ fault: 'FileNotThere', file: `${lost} (or the directory it is to lie in)` }),
    )
  })
})

describe('a stream to write a history to', () => {
  it('waits for its reader and stays open', async () => {
    const stream = new PassThrough({ highWaterMark: 16 })
    const received: Array<Buffer> = []
    stream.on('data', (chunk: Buffer) => received.push(chunk))
    const target = streamTarget('-', stream)
    await target.write(before)()
    await target.finish()()
    expect(Buffer.concat(received).toString()).toBe(textOf(before))
    expect(stream.writableEnded).toBe(false)
  })

  it('tells that its reader has gone', async () => {
    const stream = new PassThrough()
    const target = streamTarget('-', stream)
    stream.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    await new Promise(setImmediate)
    expect(await target.write(before)()).toEqual(E.left({ fault: 'ReaderGone', file: '-' }))
  })
})

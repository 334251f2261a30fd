import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { PassThrough } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import type { HistoryTarget } from '../history-target.js'
import { fileTarget, streamTarget } from './file-target.js'
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

/** What a command left beside the file, which is nobody's business but its own. */
const besides = (path: string): ReadonlyArray<string> =>
  readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)) && name !== basename(path))

const before = [foreignEvent(streamA, 0), foreignEvent(streamB, 0), foreignEvent(streamA, 1)]
const writtenMeanwhile = 'another command has written it meanwhile; it is as that command left it'
const added = [foreignEvent(streamB, 1), foreignEvent(streamA, 2)]

describe('a file to write a history to', () => {
  it('stands under its name once it is whole', async () => {
    const path = files.path('new.ndjson')
    const target = await opened(path)
    expect(await target.write(before)()).toEqual(E.right(undefined))
    expect(existsSync(path)).toBe(false)
    expect(besides(path)).toHaveLength(1)
    expect(await target.finish()()).toEqual(E.right(undefined))
    expect(readFileSync(path, 'utf8')).toBe(textOf(before))
    expect(besides(path)).toEqual([])
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
    expect(besides(path)).toEqual([])
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
    expect(besides(path)).toEqual([])
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

  it('is refused where its compressed content is at fault, and nothing is left beside it', async () => {
    const path = files.path('spoilt.ndjson.gz')
    writeFileSync(path, gzipSync('not a history\n'))
    expect(await fileTarget(path)()).toMatchObject({ left: { fault: 'NotJson' } })
    writeFileSync(path, gzipSync(textOf(before)).subarray(0, 60))
    expect(await fileTarget(path)()).toMatchObject({ left: { fault: 'NotGzip' } })
    expect(besides(path)).toEqual([])
  })

  it('is kept as the first of two left it, where both began it', async () => {
    const path = files.path('begun-twice.ndjson')
    const [one, other] = [await opened(path), await opened(path)]
    await one.write(before)()
    await other.write(added)()
    expect(await one.finish()()).toEqual(E.right(undefined))
    expect(await other.finish()()).toEqual(E.left({ fault: 'FileNotWritable', file: path, why: writtenMeanwhile }))
    await other.abandon()
    expect(readFileSync(path, 'utf8')).toBe(textOf(before))
    expect(besides(path)).toEqual([])
  })

  it.each(['added-twice.ndjson', 'added-twice.ndjson.gz'])(
    'is kept as the first of two left it, where both add to it: %s',
    async (name) => {
      const path = files.path(name)
      writeFileSync(path, name.endsWith('.gz') ? gzipSync(textOf(before)) : textOf(before))
      const [one, other] = [await opened(path), await opened(path)]
      await one.write(added)()
      await other.write(added)()
      expect(await one.finish()()).toEqual(E.right(undefined))
      expect(await other.finish()()).toEqual(E.left({ fault: 'FileNotWritable', file: path, why: writtenMeanwhile }))
      await other.abandon()
      const bytes = readFileSync(path)
      expect((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).toBe(textOf([...before, ...added]))
      expect(besides(path)).toEqual([])
    },
  )

  it('is written behind a symlink, which stays', async () => {
    for (const [name, content] of [
      ['linked.ndjson', textOf(before)],
      ['linked-to-nothing.ndjson', undefined],
    ] as const) {
      mkdirSync(files.path(`behind-${name}`))
      const real = files.path(`behind-${name}/real`)
      if (content !== undefined) writeFileSync(real, content)
      symlinkSync(real, files.path(name))
      const target = await opened(files.path(name))
      await target.write(added)()
      expect(await target.finish()()).toEqual(E.right(undefined))
      expect(lstatSync(files.path(name)).isSymbolicLink()).toBe(true)
      expect(readFileSync(real, 'utf8')).toBe((content ?? '') + textOf(added))
      expect(besides(real)).toEqual([])
    }
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

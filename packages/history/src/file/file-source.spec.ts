import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { canonicalLine } from '../history-event.js'
import { describeFault } from '../history-fault.js'
import { fileSource, streamSource } from './file-source.js'
import { cut, foreignEvent, readWhole, streamA, streamB, temporaryDirectory } from './history-files.fixtures.js'

const files = temporaryDirectory()
afterAll(files.remove)

const events = [foreignEvent(streamA, 0), foreignEvent(streamB, 0), foreignEvent(streamA, 1)]
const lines = events.map(canonicalLine)
const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(files.path(name), content)
  return files.path(name)
}

describe('a file of events', () => {
  it('is read in order', async () => {
    const path = written('whole.ndjson', `${lines.join('\n')}\n`)
    expect(await readWhole(fileSource(path))).toEqual({ events, faults: [] })
  })

  it('is read where it is compressed', async () => {
    const path = written('whole.ndjson.gz', gzipSync(`${lines.join('\n')}\n`))
    expect(await readWhole(fileSource(path))).toEqual({ events, faults: [] })
  })

  it('is read where lines end in \\r\\n, it begins with a byte order mark and its last line has no end', async () => {
    const path = written('windows.ndjson', `\uFEFF${lines.join('\r\n')}`)
    expect(await readWhole(fileSource(path))).toEqual({ events, faults: [] })
  })

  it('holds no events where it is empty', async () => {
    expect(await readWhole(fileSource(written('empty.ndjson', '')))).toEqual({ events: [], faults: [] })
  })

  it('gives the same events wherever it is cut into chunks', async () => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
        expect(await readWhole(streamSource('-', cut(bytes, size)))).toEqual({ events, faults: [] })
      }),
    )
  })

  it('is read where it is longer than what is read of it at once, and so are its lines', async () => {
    const long = ['ä'.repeat(200_000), 'b'.repeat(700_000), 'c', 'd'.repeat(300_000)].map((text, revision) =>
      foreignEvent(streamA, revision, text),
    )
    const path = written('long.ndjson', `${long.map(canonicalLine).join('\n')}\n`)
    expect(await readWhole(fileSource(path))).toEqual({ events: long, faults: [] })
  })

  it('uses no chunk after it has asked for the next one', async () => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    async function* inOneBuffer(size: number): AsyncGenerator<Uint8Array> {
      const buffer = Buffer.alloc(size)
      for (let start = 0; start < bytes.length; start += size) {
        yield buffer.subarray(0, bytes.copy(buffer, 0, start))
        buffer.fill('?')
      }
    }
    for (const size of [7, 64, 400]) {
      expect(await readWhole(streamSource('a stream', inOneBuffer(size)))).toEqual({ events, faults: [] })
    }
  })

  it('tells a line that is not JSON, and goes on after it', async () => {
    const path = written('spoilt.ndjson', `${lines[0]}\nnot json\n${lines[1]}\n`)
    expect(await readWhole(fileSource(path))).toEqual({
      events: [events[0], events[1]],
      faults: [{ fault: 'NotJson', at: { history: path, line: 2 }, why: 'it begins with "not json"' }],
    })
  })

  it('tells that it ends within a line', async () => {
    const path = written('truncated.ndjson', `${lines[0]}\n${lines[1]?.slice(0, 40)}`)
    const read = await readWhole(fileSource(path))
    expect(read).toEqual({ events: [events[0]], faults: [{ fault: 'Truncated', at: { history: path, line: 2 } }] })
    expect(read.faults.map(describeFault)).toEqual([
      `${path}, line 2: the file ends within this line; what follows is missing`,
    ])
  })

  it('tells that it ends within the compressed data', async () => {
    const path = written('truncated.ndjson.gz', gzipSync(`${lines.join('\n')}\n`).subarray(0, 60))
    const { faults } = await readWhole(fileSource(path))
    expect(faults).toEqual([{ fault: 'NotGzip', file: path, why: 'unexpected end of file' }])
  })

  it.each([
    ['7', 'it is not an object'],
    ['{"revision":0,"type":"A","data":{},"metadata":{}}', 'stream is not a name'],
    ['{"stream":"s","revision":-1,"type":"A","data":{},"metadata":{}}', 'revision is not a number from 0 on'],
    ['{"stream":"s","revision":0,"data":{},"metadata":{}}', 'type is not a name'],
    ['{"stream":"s","revision":0,"type":"A","metadata":{}}', 'data is missing'],
    ['{"stream":"s","revision":0,"type":"A","data":{}}', 'metadata is missing'],
  ])('tells that %s is no event', async (line, why) => {
    const path = written('shape.ndjson', `${line}\n`)
    expect(await readWhole(fileSource(path))).toEqual({
      events: [],
      faults: [{ fault: 'NotAnEvent', at: { history: path, line: 1 }, why }],
    })
  })

  it('tells which line is not UTF-8, and reads the others', async () => {
    const path = written(
      'latin.ndjson',
      Buffer.concat([Buffer.from(`${lines[0]}\n`), Buffer.from([0xe4, 0x0a]), Buffer.from(`${lines[1]}\n`)]),
    )
    expect(await readWhole(fileSource(path))).toEqual({
      events: [events[0], events[1]],
      faults: [{ fault: 'NotUtf8', at: { history: path, line: 2 } }],
    })
  })

  it('ends at a line longer than is allowed', async () => {
    const path = written('long.ndjson', `${lines.join('\n')}\n`)
    const limit = Buffer.byteLength(lines[0] ?? '')
    expect((await readWhole(fileSource(path, { maxLineBytes: limit }))).faults).toEqual([])
    expect((await readWhole(fileSource(path, { maxLineBytes: limit - 1 }))).faults).toEqual([
      { fault: 'LineTooLong', at: { history: path, line: 1 }, limitBytes: limit - 1 },
    ])
  })

  it('is told to be missing, or to be a directory', async () => {
    const missing = files.path('missing.ndjson')
    expect((await readWhole(fileSource(missing))).faults).toEqual([{ fault: 'FileNotThere', file: missing }])
    mkdirSync(files.path('directory'))
    expect((await readWhole(fileSource(files.path('directory')))).faults).toEqual([
      { fault: 'NotAFile', file: files.path('directory') },
    ])
  })
})

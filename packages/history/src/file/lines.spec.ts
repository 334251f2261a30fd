import * as fc from 'fast-check'
import { cut } from './history-files.fixtures.js'
import { type LinesRead, linesOf } from './lines.js'

const readAll = async (chunks: AsyncIterable<Uint8Array>, maxLineBytes: number): Promise<ReadonlyArray<LinesRead>> => {
  const read: Array<LinesRead> = []
  for await (const part of linesOf(chunks, maxLineBytes)) read.push(part)
  return read
}

/** Each line with its number, the last one without its end among them. */
const numbered = (read: ReadonlyArray<LinesRead>): ReadonlyArray<readonly [number, string]> =>
  read.flatMap((part) => {
    if (part.kind === 'lines') return part.lines.map((line, index) => [part.first + index, line] as const)
    return [[part.line, part.kind === 'rest' ? part.text : `(${part.kind})`] as const]
  })

const LONG = 5 * 1024 * 1024

it('has every line once and by its number, however long they are and wherever the chunks are cut', async () => {
  const line = fc.oneof(
    { weight: 5, arbitrary: fc.string({ unit: fc.constantFrom('a', 'ä', '👋', ' '), maxLength: 9 }) },
    { weight: 1, arbitrary: fc.nat(9).map((letter) => 'abcdefghij'.charAt(letter).repeat(20_000 + letter * 7000)) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
      fc.oneof(fc.integer({ min: 1000, max: 9000 }), fc.integer({ min: 30_000, max: 300_000 })),
      async (lines, end, isEnded, isMarked, size) => {
        const text = `${lines.join(end)}${isEnded ? end : ''}`
        const expected = text.split(end).map((each, index) => [index + 1, each] as const)
        if (expected.at(-1)?.[1] === '') expected.pop()
        expect(numbered(await readAll(cut(Buffer.from(`${isMarked ? '\uFEFF' : ''}${text}`), size), LONG))).toEqual(
          expected,
        )
      },
    ),
  )
})

it('gives long text piece by piece, so that none has to be laid apart in memory', async () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} `.repeat(4))
  const read = await readAll(cut(Buffer.from(`${lines.join('\n')}\n`), LONG), LONG)
  const lengths = read.map((part) => (part.kind === 'lines' ? part.lines.join('\n').length : 0))
  expect(lengths.length).toBeGreaterThan(3)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(32 * 1024)
  expect(numbered(read).map(([, line]) => line)).toEqual(lines)
})

it.each([
  [
    'first of a chunk, begun in the one before',
    ['a\nb', '\u00ffc\nd\n'],
    [
      [1, 'a'],
      [2, '(not-utf8)'],
      [3, 'd'],
    ],
  ],
  [
    'later in a chunk',
    ['a\nb', 'c\n\u00ff\nd\n'],
    [
      [1, 'a'],
      [2, 'bc'],
      [3, '(not-utf8)'],
      [4, 'd'],
    ],
  ],
])('tells a line that is not UTF-8 by its number: %s', async (_where, chunks, expected) => {
  async function* inChunks(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk, 'latin1')
  }
  expect(numbered(await readAll(inChunks(), LONG))).toEqual(expected)
})

it.each([
  [
    'the last, without its end',
    ['a\nbbbbb'],
    [
      [1, 'a'],
      [2, '(too-long)'],
    ],
  ],
  [
    'the last, without its end and over two chunks',
    ['a\nbbb', 'bb'],
    [
      [1, 'a'],
      [2, '(too-long)'],
    ],
  ],
  [
    'first of a chunk, begun in the one before',
    ['a\nbbb', 'bb\nc\n'],
    [
      [1, 'a'],
      [2, '(too-long)'],
    ],
  ],
  [
    'later in a chunk',
    ['a\nb', 'b\nccccc\nd\n'],
    [
      [1, 'a'],
      [2, 'bb'],
      [3, '(too-long)'],
    ],
  ],
])('ends at a line that is too long: %s', async (_where, chunks, expected) => {
  async function* inChunks(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk)
  }
  expect(numbered(await readAll(inChunks(), 4))).toEqual(expected)
})

it.each([1, 2, 3, 4, 5, 9])('passes a byte order mark over that is spread over chunks of %i bytes', async (size) => {
  const read = await readAll(cut(Buffer.from('\uFEFFab\nc\n\uFEFFd'), size), LONG)
  expect(numbered(read)).toEqual([
    [1, 'ab'],
    [2, 'c'],
    [3, '\uFEFFd'],
  ])
})

import { spawnSync } from 'node:child_process'
import { buildSync } from 'esbuild'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { generatedDecoder } from './generated-decoder.js'
import { mayGenerateCode, program, written } from './generated-program.js'
import { Amount } from './some-events.fixtures.js'

const leftAMark = (): boolean => Reflect.has(globalThis, 'mark')

/** Each leaves a mark where it is run as code. */
const injections = [
  '"]; globalThis.mark = 1; value["',
  "'); globalThis.mark = 1 //",
  '${globalThis.mark = 1}',
  '`+(globalThis.mark = 1)+`',
  '\\"; globalThis.mark = 1 //',
  '\n globalThis.mark = 1 \n',
  '\u2028 globalThis.mark = 1 \u2029',
  '*/ globalThis.mark = 1 /*',
  '</script><script>globalThis.mark = 1</script>',
]

/** Any UTF-16, halves of characters among it. */
const anyText = fc.oneof(
  fc.constantFrom(...injections, '__proto__', 'constructor', 'value', 'given0', 'written0', '\ud800', '\0', ''),
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
)

const own = (name: string, value: unknown): object =>
  Object.defineProperty({}, name, { value, enumerable: true, writable: true, configurable: true })

type Case = readonly [codec: t.Mixed, accepted: unknown, refused: unknown]

/** A union by the literal at `name`; none where every object has that, as io-ts cannot make it. */
const tagged = (name: string, literal: string, other: string): ReadonlyArray<Case> => {
  if (name in {}) return []
  const alternative = (tag: string, more: t.Props): t.Mixed => t.type({ ...own(name, t.literal(tag)), ...more })
  const codec = t.union([alternative(literal, {}), alternative(other, { amount: Amount })])
  return [[codec, own(name, literal), own(name, other)]]
}

describe('the text of a program', () => {
  it('holds any text as that text', () => {
    fc.assert(fc.property(anyText, (text) => expect(program().run(written(text))).toBe(text)))
  })

  it('takes nothing that a codec names, says or is tagged with for code', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, literal, other) => {
        fc.pre(literal !== other)
        const text = own(name, t.literal(literal)) as t.Props
        const keys = own(literal, null) as Record<string, null>
        const codecs: ReadonlyArray<Case> = [
          [t.type(text, other), own(name, literal), own(name, other)],
          [t.partial(text, other), own(name, literal), own(name, other)],
          [t.literal(literal), literal, other],
          [t.keyof(keys), literal, other],
          [t.type(own(name, Amount) as t.Props), own(name, '17925'), own(name, other)],
        ]
        for (const [codec, accepted, refused] of [...codecs, ...tagged(name, literal, other)]) {
          const decode = generatedDecoder(codec)
          expect(decode(accepted)).toEqual(codec.decode(accepted))
          // A copy of an object that has a __proto__ of its own has that prototype instead.
          if (name !== '__proto__') expect(E.isRight(decode(accepted))).toBe(true)
          expect(decode(refused)).toEqual(codec.decode(refused))
        }
        expect(leftAMark()).toBe(false)
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 200) },
    )
  })
})

describe('where code may not be made of text', () => {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `
        import * as t from 'io-ts'
        import { compiledDecoder, eventCatalogue, generatedDecoder, mayGenerateCode, message } from './index.js'
        const Noted = message('Noted', { a: t.string })
        const thrownBy = (run: () => unknown) => { try { run(); return 'nothing' } catch (thrown) { return String(thrown) } }
        console.log(JSON.stringify({
          may: mayGenerateCode(),
          decoder: thrownBy(() => generatedDecoder(Noted)),
          catalogue: thrownBy(() => eventCatalogue([Noted], { decoder: generatedDecoder })),
          instead: thrownBy(() => eventCatalogue([Noted], { decoder: mayGenerateCode() ? generatedDecoder : compiledDecoder })),
          byDefault: thrownBy(() => eventCatalogue([Noted])),
        }))
      `,
      resolveDir: __dirname,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const saidUnder = (...flags: ReadonlyArray<string>): unknown => {
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '-'], {
      encoding: 'utf8',
      input: outputFiles[0]?.text ?? '',
    })
    expect(stderr).toBe('')
    return JSON.parse(stdout)
  }

  it('says so when a decoder is made, and before that to who asks', () => {
    const forbidden =
      'Error: Decoders cannot be generated here, as code may not be made of text (a content-security policy without ' +
      'unsafe-eval, or --disallow-code-generation-from-strings). Use compiledDecoder; mayGenerateCode() tells before.'
    expect(saidUnder('--disallow-code-generation-from-strings')).toEqual({
      may: false,
      decoder: forbidden,
      catalogue: forbidden,
      instead: 'nothing',
      byDefault: 'nothing',
    })
  })

  it('and nowhere else', () => {
    const [decoder, catalogue, instead, byDefault] = ['nothing', 'nothing', 'nothing', 'nothing']
    expect(saidUnder()).toEqual({ may: true, decoder, catalogue, instead, byDefault })
    expect(mayGenerateCode()).toBe(true)
  })
})

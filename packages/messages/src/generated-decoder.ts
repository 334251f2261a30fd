import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { Decoder } from './compiled-decoder.js'
import { FAILED } from './conversion.js'
import { writtenCheck } from './generated-check.js'
import { writtenConversion } from './generated-conversion.js'
import { type Program, program } from './generated-program.js'
import { decodesAsItself } from './runs-as-built.js'

/**
 * What `compiledDecoder` gives, on the same conditions, as a program written for the codec: the quickest, but made by
 * `new Function`. Throws an Error where that is forbidden; `mayGenerateCode()` tells before. No text of the codec
 * becomes code.
 */
export const generatedDecoder = <Decoded>(codec: t.Type<Decoded, unknown, unknown>): Decoder<Decoded> => {
  const whole = program()
  return whole.run(`(value) => {\n${body(whole, codec)}\n}`) as Decoder<Decoded>
}

const body = (whole: Program, codec: t.Mixed): string => {
  const itself = whole.given(codec)
  const otherwise = `return ${itself}.decode(value)`
  if (!decodesAsItself(codec)) return otherwise

  const right = whole.given(E.right)
  const check = writtenCheck(whole, codec, 'value')
  if (check !== undefined) return `if (${check}) return ${right}(value)\n${otherwise}`

  const conversion = writtenConversion(whole, codec)
  if (conversion === undefined) return otherwise
  return `const made = ${conversion}(value, { within: undefined, key: '', type: ${itself}, actual: value })
if (made !== ${whole.given(FAILED)}) return ${right}(made)
${otherwise}`
}

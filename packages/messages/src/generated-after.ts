import type * as t from 'io-ts'
import { compiledDecoder, type Decoder } from './compiled-decoder.js'
import { generatedDecoder } from './generated-decoder.js'

/**
 * Makes decoders that decode as `compiledDecoder` does, and as `generatedDecoder` does, on its conditions, once they have
 * decoded that many values. A history has many types of events of which most are rare: a program for each of these
 * takes longer to write, and V8 to get quick at, than it saves.
 */
export const generatedAfter =
  (values: number) =>
  <Decoded>(codec: t.Type<Decoded, unknown, unknown>): Decoder<Decoded> => {
    let decode = compiledDecoder(codec)
    let decoded = 0
    return (value) => {
      if (decoded <= values) {
        if (decoded === values) decode = generatedDecoder(codec)
        decoded += 1
      }
      return decode(value)
    }
  }

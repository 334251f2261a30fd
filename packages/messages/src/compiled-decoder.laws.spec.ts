import { compiledDecoder } from './compiled-decoder.js'
import { itDecodesAsIoTs } from './decodes-as-io-ts.fixtures.js'

itDecodesAsIoTs(compiledDecoder)

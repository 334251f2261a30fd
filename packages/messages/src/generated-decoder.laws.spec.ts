import { itDecodesAsIoTs } from './decodes-as-io-ts.fixtures.js'
import { generatedDecoder } from './generated-decoder.js'

itDecodesAsIoTs(generatedDecoder)

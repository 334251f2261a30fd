import { compiledDecoder } from './compiled-decoder.js'
import { itDecodesByItself } from './decodes-by-itself.fixtures.js'

itDecodesByItself(compiledDecoder)

import { itDecodesByItself } from './decodes-by-itself.fixtures.js'
import { generatedDecoder } from './generated-decoder.js'

itDecodesByItself(generatedDecoder)

import { itDecodesAsIoTs } from './decodes-as-io-ts.fixtures.js'
import { generatedAfter } from './generated-after.js'

// After one value, so that the values of a case come before and after the program is written.
itDecodesAsIoTs(generatedAfter(1))

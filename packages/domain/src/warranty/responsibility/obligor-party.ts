import type * as t from 'io-ts'
import { Obligor } from '../../policy/warranty-terms/warranty-terms.js'

/** Who answers for a layer. */
export const ObligorParty = Obligor.fields.party
export type ObligorParty = t.TypeOf<typeof ObligorParty>

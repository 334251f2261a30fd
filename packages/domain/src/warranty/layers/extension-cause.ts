import * as t from 'io-ts'

/** Why a layer lasts longer: it was bought, a law gives it after a repair, or out of goodwill. */
export const ExtensionCause = t.keyof({ purchase: null, 'repair-remedy': null, goodwill: null }, 'ExtensionCause')
export type ExtensionCause = t.TypeOf<typeof ExtensionCause>

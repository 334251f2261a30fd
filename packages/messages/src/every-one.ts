import type * as t from 'io-ts'

/**
 * The predicate of a brand that every value of its base is of: `t.brand(Uuid, everyOne<Uuid, StaffIdBrand>, 'StaffId')`.
 * Such brands are told apart by their types alone, so nothing is looked at twice.
 */
export const everyOne = <Base, Brand>(_value: Base): _value is t.Branded<Base, Brand> => true

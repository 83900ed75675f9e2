import type { CollectionSpec, IndexSpec } from '../../src/cloudbase'

/** An index in short: fields with `-` for descending. */
export function index(IndexName: string, MgoIsUnique: boolean, ...fields: string[]): IndexSpec {
  const MgoIndexKeys = fields.map((field): IndexSpec['MgoKeySchema']['MgoIndexKeys'][number] =>
    field.startsWith('-') ? { Name: field.slice(1), Direction: '-1' } : { Name: field, Direction: '1' },
  )
  return { IndexName, MgoKeySchema: { MgoIsUnique, MgoIndexKeys } }
}

export function collection(name: string, ...indexes: IndexSpec[]): CollectionSpec {
  return { collection: name, indexes }
}

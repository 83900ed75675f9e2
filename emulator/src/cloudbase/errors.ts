/**
 * An error the caller is told about: HTTP 200 with `{ code, message, requestId }`, which the SDK throws.
 * Codes are those of https://docs.cloudbase.net/error-code/basic where it names one.
 */
export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'DatabaseError'
  }
}

/** The general database error, with MongoDB's words where it has some. */
export const failed = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_REQUEST_FAILED', message)

/** An operator which does not exist, or which this server does not have. The code is spelt as CloudBase does. */
export const invalidOperator = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_INVALID_OPERRATOR', message)

export const invalidParam = (message: string): DatabaseError => new DatabaseError('INVALID_PARAM', message)

export const transactionConflict = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_TRANSACTION_CONFLICT', message)

export const transactionFail = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_TRANSACTION_FAIL', message)

/** A unique index refused a write. The code of the real service is unconfirmed; the text is MongoDB's. */
export const duplicateKey = (collection: string, index: string, key: string): DatabaseError =>
  failed(
    `multiple write errors: [{write errors: [{E11000 duplicate key error collection: local.${collection} index: ${index} dup key: ${key}}]}, {<nil>}]`,
  )

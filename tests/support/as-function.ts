/** What the runtime of functions says of itself: tests ask the database as functions do, by the requester of functions. */
process.env['TENCENTCLOUD_RUNENV'] ??= 'SCF'

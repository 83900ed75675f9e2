/* eslint no-undef: off */
exports.main = async (event) => ({ statusCode: 201, body: `heard ${event.body}` })

export { expressionTest, type Variables } from '../expression'

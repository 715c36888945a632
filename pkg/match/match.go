// Package match says whether two human texts, or two addresses, are the same.
//
// It compares what it is given and nothing else: it fetches nothing, knows no article and no page, and what it makes
// of an address serves to recognise the address again, never to fetch it.
package match

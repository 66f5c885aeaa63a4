"""Mail that no person wrote: automatic replies, bounces, lists (RFC 3834, 3464)."""

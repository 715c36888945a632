package history

import "context"

// Limit lets the file grow no more, as a full disk would.
func (h *History) Limit() error {
	_, err := h.db.ExecContext(context.Background(), "PRAGMA max_page_count = 1") // no less than there are
	return err
}

package metadata_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/metadata"
)

func TestBylineNames(t *testing.T) {
	require.Equal(t, []string{"Ana Ruiz", "Jo Lee"}, metadata.Names("By Ana Ruiz and Jo Lee"))
	require.Equal(t, []string{"Ministry of Food and Agriculture"}, metadata.Names("Ministry of Food and Agriculture"))
	require.Empty(t, metadata.Names("https://harbor.example/ana"))
	require.Empty(t, metadata.Names(" "))
}

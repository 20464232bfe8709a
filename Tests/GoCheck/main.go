// SPDX-License-Identifier: GPL-3.0-or-later

// GoCheck checks a published ledger with Go's sumdb packages and nothing of certmill's:
//
//	main FOLDER VKEY WITNESS-VKEY LEDGER.JSONL PROOFS
//
// PROOFS has a line "inclusion INDEX HASH..." or "consistency OLD-SIZE HASH..." for each proof that is to be the one that
// Go makes. Every entry, tile, root and signature is checked.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := check(os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(folder, vkey, witnessKey, ledger, proofs string) error {
	checkpoint, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return err
	}
	tree, err := open(checkpoint, vkey, witnessKey)
	if err != nil {
		return err
	}
	file, err := os.ReadFile(ledger)
	if err != nil {
		return err
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	lines = lines[:len(lines)-1]
	if int64(len(lines)) != tree.N {
		return fmt.Errorf("the checkpoint is of %d entries, the file has %d", tree.N, len(lines))
	}
	var hashes stored
	for i, line := range lines {
		lines[i] = bytes.TrimSuffix(line, []byte("\n"))
		more, err := tlog.StoredHashes(int64(i), lines[i], &hashes)
		if err != nil {
			return err
		}
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(tree.N, &hashes)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the entries do not make the signed root")
	}
	reader := tlog.TileHashReader(tree, tiles(folder))
	for i, line := range lines {
		found, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(i))})
		if err != nil {
			return fmt.Errorf("tile of entry %d: %w", i, err)
		}
		if found[0] != tlog.RecordHash(line) {
			return fmt.Errorf("entry %d has another hash in its tile", i)
		}
	}
	if err := checkBundles(folder, lines); err != nil {
		return err
	}
	count, err := checkProofs(proofs, tree, reader, &hashes, lines)
	if err != nil {
		return err
	}
	fmt.Printf("%d entries, %d proofs\n", tree.N, count)
	return nil
}

// open wants the signatures of both keys.
func open(checkpoint []byte, vkey, witnessKey string) (tlog.Tree, error) {
	log, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	witness, err := newWitness(witnessKey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(checkpoint, note.VerifierList(log, witness))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return tlog.Tree{}, fmt.Errorf("2 good signatures expected, %d found", len(opened.Sigs))
	}
	parts := strings.Split(opened.Text, "\n")
	if len(parts) != 4 || parts[0] != log.Name() || parts[3] != "" {
		return tlog.Tree{}, errors.New("the checkpoint is not of three lines under its log's name")
	}
	size, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(parts[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// witness verifies cosignature/v1 (c2sp.org/tlog-cosignature), which Go's note package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("the witness's key is malformed")
	}
	id, err := hex.DecodeString(parts[1])
	if err != nil {
		return nil, err
	}
	material, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(id) != 4 || len(material) != 33 || material[0] != 4 {
		return nil, errors.New("the witness's key is not of type 4")
	}
	return &witness{parts[0], binary.BigEndian.Uint32(id), material[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }
func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

// stored is a tlog.HashReader of all hashes.
type stored []tlog.Hash

func (s *stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = (*s)[index]
	}
	return found, nil
}

// tiles is the published folder as Go's tile reader; C2SP's paths leave the height out.
type tiles string

func (folder tiles) Height() int { return 8 }

func (folder tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := filepath.Join(string(folder), strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		found = append(found, content)
	}
	return found, nil
}

func (folder tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func checkBundles(folder string, lines [][]byte) error {
	for start := 0; start < len(lines); start += 256 {
		width := len(lines) - start
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: int64(start / 256), W: width}
		path := filepath.Join(folder, strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		rest, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i := start; i < start+width; i++ {
			if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
				return fmt.Errorf("%s ends within entry %d", path, i)
			}
			end := 2 + int(binary.BigEndian.Uint16(rest))
			if !bytes.Equal(rest[2:end], lines[i]) {
				return fmt.Errorf("%s: entry %d is another", path, i)
			}
			rest = rest[end:]
		}
		if len(rest) != 0 {
			return fmt.Errorf("%s: more behind the last entry", path)
		}
	}
	return nil
}

func checkProofs(path string, tree tlog.Tree, reader, hashes tlog.HashReader, lines [][]byte) (int, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	proofs := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	for _, line := range proofs {
		fields := strings.Fields(line)
		number, err := strconv.ParseInt(fields[1], 10, 64)
		if err != nil {
			return 0, err
		}
		var path []tlog.Hash
		for _, text := range fields[2:] {
			hash, err := tlog.ParseHash(text)
			if err != nil {
				return 0, err
			}
			path = append(path, hash)
		}
		if fields[0] == "inclusion" {
			err = checkInclusion(path, number, tree, reader, lines)
		} else {
			err = checkConsistency(path, number, tree, reader, hashes)
		}
		if err != nil {
			return 0, fmt.Errorf("%s %d: %w", fields[0], number, err)
		}
	}
	return len(proofs), nil
}

func checkInclusion(path []tlog.Hash, index int64, tree tlog.Tree, reader tlog.HashReader, lines [][]byte) error {
	own, err := tlog.ProveRecord(tree.N, index, reader)
	if err != nil {
		return err
	}
	if !same(path, own) {
		return errors.New("Go makes another proof")
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(lines[index]))
}

func checkConsistency(path []tlog.Hash, size int64, tree tlog.Tree, reader, hashes tlog.HashReader) error {
	own, err := tlog.ProveTree(tree.N, size, reader)
	if err != nil {
		return err
	}
	if !same(path, own) {
		return errors.New("Go makes another proof")
	}
	old, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, tree.N, tree.Hash, size, old)
}

func same(one, other []tlog.Hash) bool {
	if len(one) != len(other) {
		return false
	}
	for i := range one {
		if one[i] != other[i] {
			return false
		}
	}
	return true
}

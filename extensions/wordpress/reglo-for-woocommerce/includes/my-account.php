<?php
/**
 * My account → Payments to make.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const ENDPOINT    = 'payments-to-make';
const DUE_MAX     = 100;

function offer_my_account(): void {
	if ( setting( 'my_account' ) !== 'yes' ) {
		return;
	}
	add_action( 'init', __NAMESPACE__ . '\add_endpoint' );
	add_filter( 'woocommerce_get_query_vars', __NAMESPACE__ . '\add_query_var' );
	add_filter( 'woocommerce_account_menu_items', __NAMESPACE__ . '\add_menu_item' );
	add_action( 'woocommerce_account_' . ENDPOINT . '_endpoint', __NAMESPACE__ . '\show_due' );
	add_filter( 'woocommerce_endpoint_' . ENDPOINT . '_title', __NAMESPACE__ . '\due_title' );
	add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\add_shopper_looks' );
}

function add_endpoint(): void {
	add_rewrite_endpoint( ENDPOINT, EP_ROOT | EP_PAGES );
}

/** @param mixed $vars */
function add_query_var( $vars ) {
	return array( ENDPOINT => ENDPOINT ) + (array) $vars;
}

function due_title(): string {
	return __( 'Payments to make', 'reglo-for-woocommerce' );
}

/**
 * After the orders, before everything else.
 *
 * @param mixed $items
 */
function add_menu_item( $items ) {
	$items = (array) $items;
	if ( ! is_connected() ) {
		return $items;
	}
	$with = array();
	foreach ( $items as $name => $title ) {
		$with[ $name ] = $title;
		if ( $name === 'orders' ) {
			$with[ ENDPOINT ] = due_title();
		}
	}
	return $with + array( ENDPOINT => due_title() );
}

function add_shopper_looks(): void {
	if ( is_account_page() || is_checkout() ) {
		wp_enqueue_style( 'reglo-shopper', plugins_url( 'assets/shopper.css', FILE ), array(), VERSION );
	}
	if ( is_wc_endpoint_url( ENDPOINT ) ) {
		wp_enqueue_script( 'reglo-shopper', plugins_url( 'assets/shopper.js', FILE ), array(), VERSION, true );
	}
}

/** This customer's orders that wait for money: only their own, found by their account. */
function unpaid_orders( int $customer_id ): array {
	$orders = wc_get_orders(
		array(
			'customer_id' => $customer_id,
			'status'      => array( 'pending', 'on-hold', 'failed' ),
			'limit'       => DUE_MAX,
			'orderby'     => 'ID',
			'order'       => 'ASC',
			'type'        => 'shop_order',
		)
	);
	return array_values( array_filter( $orders, static fn( $order ) => $order->needs_payment() ) );
}

function show_due(): void {
	$orders = get_current_user_id() > 0 ? unpaid_orders( get_current_user_id() ) : array();
	if ( $orders === array() ) {
		wc_print_notice( __( 'You have nothing to pay.', 'reglo-for-woocommerce' ), 'notice' );
		return;
	}
	$ids    = array_map( static fn( $order ) => (string) $order->get_id(), $orders );
	$answer = call_app( 'due', array( 'orders' => $ids, 'locale' => get_locale() ), QUICK_SECONDS );
	$said   = array();
	foreach ( $answer['ok'] ? (array) ( $answer['body']['items'] ?? array() ) : array() as $item ) {
		$said[ (int) ( $item['orderRef'] ?? 0 ) ] = $item;
		if ( is_array( $item['link'] ?? null ) ) {
			save_link( $item['link'] );
		}
	}
	$unknown = array_map( 'strval', (array) ( $answer['body']['unknown'] ?? array() ) );
	// An order the app holds as paid is on its way to being paid here: nobody is asked twice.
	$shown = array_filter( $orders, static fn( $order ) => ! $answer['ok'] || isset( $said[ $order->get_id() ] ) || in_array( (string) $order->get_id(), $unknown, true ) );
	if ( $shown === array() ) {
		wc_print_notice( __( 'You have nothing to pay.', 'reglo-for-woocommerce' ), 'notice' );
		return;
	}
	show_due_groups( due_groups( $shown, $said ), $answer['ok'] );
}
